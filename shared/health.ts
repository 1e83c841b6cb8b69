import { describeError, type Logger } from './logger';
import type { Table } from './storage/table';

/** Whether what every function rests on can be reached. */
export class Health {
  constructor(private readonly connectors: Table) {}

  async storage(log: Logger): Promise<boolean> {
    try {
      await this.connectors.get('health', 'health');
      return true;
    } catch (error) {
      log.error('storage does not answer', describeError(error));
      return false;
    }
  }
}
