/** A string property holds at most 64 KiB in UTF-16 (Azure Tables, "Property types"), hence 32,000 characters a column. */
const charactersPerColumn = 32_000;

const columnName = (index: number) => `json${index}`;

/** Spreads a value's JSON over as many string columns as it needs. An entity holds some 500,000 characters in all. */
export function toJsonColumns(value: unknown): Record<string, string> {
  const json = JSON.stringify(value);
  const columns: Record<string, string> = {};
  for (let index = 0; index * charactersPerColumn < json.length; index++) {
    columns[columnName(index)] = json.slice(index * charactersPerColumn, (index + 1) * charactersPerColumn);
  }
  return columns;
}

/** The value that `toJsonColumns` spread. */
export function fromJsonColumns(entity: Record<string, unknown>): unknown {
  let json = '';
  for (let index = 0; ; index++) {
    const column = entity[columnName(index)];
    if (typeof column !== 'string') break;
    json += column;
  }
  return JSON.parse(json) as unknown;
}
