import { queryError } from '../http/errors';
import { findField } from '../processes/field-catalogue';
import type { FieldDefinition } from '../processes/process';
import type { Condition, Operand, Operator, Query } from './query';
import { type Token, tokenize } from './tokenize';

const comparisons: Record<string, Operator> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
};

/** Reads WIQL by recursive descent: OR of AND of NOT of comparisons. */
class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  query(): Query {
    this.expect('select');
    const fields = this.list(() => this.field());
    if (!this.accept('from')) throw queryError('TF51006: The query statement is missing a FROM clause.');
    const source = this.next()?.text ?? '';
    if (source.toLowerCase() !== 'workitems')
      throw queryError(
        `TF51003: The simulator answers queries FROM WorkItems only. The error is caused by «${source}».`,
      );
    const where = this.accept('where') ? this.disjunction() : undefined;
    const orderBy = this.accept('order') ? this.orderBy() : [];
    const asOf = this.accept('asof') ? this.operand() : undefined;
    const rest = this.peek();
    if (rest)
      throw queryError(`TF51006: The query statement is not valid. The error is caused by «${rest.text}».`);
    return { fields, where, orderBy, asOf };
  }

  private orderBy(): Query['orderBy'] {
    this.expect('by');
    return this.list(() => {
      const field = this.field();
      const descending = this.accept('desc');
      if (!descending) this.accept('asc');
      return { field, descending };
    });
  }

  private disjunction(): Condition {
    const parts = [this.conjunction()];
    while (this.accept('or')) parts.push(this.conjunction());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
  }

  private conjunction(): Condition {
    const parts = [this.negation()];
    while (this.accept('and')) parts.push(this.negation());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
  }

  private negation(): Condition {
    if (this.accept('not')) return { kind: 'not', part: this.negation() };
    if (this.accept('(')) {
      const inner = this.disjunction();
      this.expect(')');
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Condition {
    const ever = this.accept('ever');
    const field = this.field();
    const negated = this.accept('not');
    const condition = this.operation(field, ever);
    return negated ? { kind: 'not', part: condition } : condition;
  }

  private operation(field: FieldDefinition, ever: boolean): Condition {
    const compare = (operator: Operator, operands: Operand[]): Condition => ({
      kind: 'compare',
      field,
      operator,
      operands,
    });
    const token = this.next();
    const word = token?.text.toLowerCase() ?? '';
    const symbol = comparisons[word];
    if (symbol) {
      const wasEver = ever || this.accept('ever');
      return compare(wasEver && symbol === '=' ? 'ever' : symbol, [this.operand()]);
    }
    if (word === 'in') {
      if (this.accept('group')) return compare('in group', [this.operand()]);
      this.expect('(');
      const operands = this.list(() => this.operand());
      this.expect(')');
      return compare('in', operands);
    }
    if (word === 'contains')
      return compare(this.accept('words') ? 'contains words' : 'contains', [this.operand()]);
    if (word === 'under' || word === 'ever') return compare(word, [this.operand()]);
    if (word === 'is') {
      const empty: Condition = compare('is empty', []);
      const isNot = this.accept('not');
      this.expect('empty');
      return isNot ? { kind: 'not', part: empty } : empty;
    }
    throw queryError(
      `TF51010: Expecting a comparison operator. The error is caused by «${token?.text ?? ''}».`,
    );
  }

  private operand(): Operand {
    const negative = this.accept('-');
    const token = this.next();
    if (!token) throw queryError('TF51011: Expecting a value at the end of the query.');
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) * (negative ? -1 : 1) };
    if (token.kind === 'text') return { kind: 'text', text: token.text };
    if (token.kind === 'macro')
      return { kind: 'macro', name: token.text.toLowerCase(), offset: this.offset() };
    if (token.kind === 'field') return { kind: 'field', field: this.knownField(token) };
    if (/^(true|false)$/i.test(token.text)) return { kind: 'text', text: token.text.toLowerCase() };
    throw queryError(`TF51011: Expecting a value. The error is caused by «${token.text}».`);
  }

  private offset(): number {
    const sign = this.accept('-') ? -1 : this.accept('+') ? 1 : 0;
    if (sign === 0) return 0;
    const token = this.next();
    if (token?.kind !== 'number') throw queryError('TF51011: Expecting a number after the macro.');
    return sign * Number(token.text);
  }

  private field(): FieldDefinition {
    const token = this.next();
    if (!token || (token.kind !== 'field' && token.kind !== 'word'))
      throw queryError(`TF51009: Expecting a field name. The error is caused by «${token?.text ?? ''}».`);
    return this.knownField(token);
  }

  private knownField({ text, kind }: Token): FieldDefinition {
    const field = findField(text.trim());
    if (field) return field;
    const shown = kind === 'field' ? `[${text}]` : text;
    throw queryError(
      `TF51005: The query references a field that does not exist. The error is caused by «${shown}».`,
    );
  }

  private list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.accept(',')) items.push(read());
    return items;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(): Token | undefined {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  private accept(text: string): boolean {
    const token = this.peek();
    const isPlain = token?.kind === 'word' || token?.kind === 'symbol';
    if (!isPlain || token.text.toLowerCase() !== text) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (this.accept(text)) return;
    throw queryError(
      `TF51006: The query statement is not valid, expecting ${text.toUpperCase()}. The error is caused by «${this.peek()?.text ?? ''}».`,
    );
  }
}

/** Most characters a query may have (facts: azure-devops.md section 4.8). */
const maxLength = 32_000;

/** @throws ApiError 400 with what the query gets wrong */
export function parseQuery(text: string): Query {
  if (text.length > maxLength)
    throw queryError(`VS402340: The query text is longer than ${maxLength} characters.`);
  return new Parser(tokenize(text)).query();
}
