import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The product's queues with locks of five seconds: what a killed host held comes back while a test waits.
 * @returns a file for the option queuesFile of a stack
 */
export function impatientQueues(): string {
  const config = readFileSync('local/service-bus/config.json', 'utf8');
  const file = join(mkdtempSync(join(tmpdir(), 'queues-')), 'config.json');
  writeFileSync(file, config.replaceAll('"PT1M"', '"PT5S"'));
  return file;
}
