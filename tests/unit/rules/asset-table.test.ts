import MarkdownIt from 'markdown-it';
import type { StoredInstance } from '../../../shared/nucleus/finding-record';
import { assetTable } from '../../../shared/rules/asset-table';
import { renderTable, type TextFormat } from '../../../shared/rules/text-table';
import { aStoredInstance } from '../../support/builders/a-finding';

const render = (instances: StoredInstance[], format: TextFormat = 'markdown') =>
  renderTable(assetTable(instances), format);
const rowsOf = (text: string, format: TextFormat = 'markdown') =>
  [...(format === 'html' ? text : new MarkdownIt().render(text)).matchAll(/<tr>(.*?)<\/tr>/gs)].map(
    ([, row = '']) => [...row.matchAll(/<t[hd]>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell),
  );
const instance = (name: unknown, changes: Parameters<typeof aStoredInstance>[0] = {}) =>
  aStoredInstance({ fields: { asset_name: name }, ...changes });

describe('assetTable', () => {
  it('shows what tells one instance from another', () => {
    const fields = {
      asset_name: 'pay-web-1',
      ip_address: '10.0.0.7',
      finding_port: 443,
      finding_path: '/opt/app',
      justification_status_name: 'In Progress',
    };
    expect(rowsOf(render([aStoredInstance({ fields })]))).toEqual([
      ['Asset', 'Address', 'Port', 'Path', 'Status'],
      ['pay-web-1', '10.0.0.7', '443', '/opt/app', 'In Progress'],
    ]);
  });

  it('shows the open ones first', () => {
    const table = render([instance('done', { remediation: 'remediated' }), instance('open')]);
    expect(rowsOf(table).map(([asset]) => asset)).toEqual(['Asset', 'open', 'done']);
  });

  it.each(['a|b', 'a\nb', '| --- |', '\\|', 'a\\', '<b>x</b>', '[x](y)'])('keeps %j in its cell', (name) => {
    const [, row, ...others] = rowsOf(render([instance(name)]));
    expect(others).toEqual([]);
    expect(row).toHaveLength(5);
    expect(row?.[0]).not.toMatch(/<(?!\/?td)/);
    expect(row?.[4]).toBe('active');
  });

  it.each(['a|b', '<b>x</b>', '&lt;', '</td><td>'])('keeps %j in its cell of HTML', (name) => {
    const [, row, ...others] = rowsOf(render([instance(name)], 'html'), 'html');
    expect(others).toEqual([]);
    expect(row).toHaveLength(5);
    expect(row?.[0]).not.toContain('<');
  });

  it('falls back to what names the instance', () => {
    expect(rowsOf(render([aStoredInstance({ instanceId: '9001\n443', fields: {} })]))[1]?.[0]).toBe('9001');
  });

  it('lists fifty and counts the rest', () => {
    const table = render(Array.from({ length: 1_000 }, (_, i) => instance(`asset-${i}`)));
    expect(rowsOf(table)).toHaveLength(51);
    expect(table).toMatch(/\n\nand 950 more$/);
  });
});
