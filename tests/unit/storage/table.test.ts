import { rowsStartingWith } from '../../../shared/storage/table';
import { MemoryTable } from '../../support/memory-table';

it('rowsStartingWith finds the rows of a prefix and no others', async () => {
  const table = new MemoryTable();
  for (const rowKey of ['header', 'i', 'i|', 'i|1', 'i|ü', 'i|漏', 'j|1', 'h|1']) {
    await table.write([{ action: 'insert', partitionKey: 'p', rowKey, value: {} }]);
  }
  const rows = await table.list('p', rowsStartingWith('i|'));
  expect(rows.map(({ rowKey }) => rowKey)).toEqual(['i|', 'i|1', 'i|ü', 'i|漏']);
});
