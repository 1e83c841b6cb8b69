import { writeAppLog } from '../../../../local/functions-host/worker/app-log';
import { FunctionApp } from '../../../../local/functions-host/worker/function-app';
import type { LogCategory, LogLevel } from '../../../../local/functions-host/worker/functions-core';

function written(app: FunctionApp, level: LogLevel, category: LogCategory, message: string): object[] {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  writeAppLog(app, level, category, message, { function: 'fn' });
  const lines = write.mock.calls.map(([line]) => JSON.parse(String(line)) as object);
  write.mockRestore();
  return lines;
}

describe('what an app logs', () => {
  it.each(['information', 'warning', 'error', 'critical'] as const)('is written at level %s', (level) => {
    expect(written(new FunctionApp(), level, 'user', 'm')).toMatchObject([
      { level, message: 'm', function: 'fn' },
    ]);
  });

  it.each(['trace', 'debug', 'none'] as const)('is not written at level %s', (level) => {
    expect(written(new FunctionApp(), level, 'user', 'm')).toEqual([]);
  });

  it("can be changed by a hook, the library's own lines not", () => {
    const app = new FunctionApp();
    app.addHook('log', (context) => {
      context.message = `hooked ${String(context.message)}`;
      context.level = 'error';
    });
    expect(written(app, 'debug', 'user', 'm')).toMatchObject([{ level: 'error', message: 'hooked m' }]);
    expect(written(app, 'warning', 'system', 'm')).toMatchObject([{ level: 'warning', message: 'm' }]);
  });
});
