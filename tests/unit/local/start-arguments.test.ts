import { readStartArguments } from '../../../local/start-arguments';

describe('readStartArguments', () => {
  it.each([
    [[], { kind: 'run', port: 7071, demo: false }],
    [['--demo'], { kind: 'run', port: 7071, demo: true }],
    [['--port', '8080'], { kind: 'run', port: 8080, demo: false }],
    [['--port=65535', '--demo'], { kind: 'run', port: 65_535, demo: true }],
    [['--help'], { kind: 'help' }],
    [['-h', '--demo'], { kind: 'help' }],
  ])('reads %j', (args, expected) => {
    expect(readStartArguments(args)).toEqual(expected);
  });

  it.each([
    [['--port', 'http'], '--port takes a number from 1 to 65535, not "http".'],
    [['--port', '0'], '--port takes a number from 1 to 65535, not "0".'],
    [['--port', '65536'], '--port takes a number from 1 to 65535, not "65536".'],
    [['--port'], expect.stringContaining('--port')],
    [['--prot', '8080'], expect.stringContaining('--prot')],
    [['8080'], expect.stringContaining('8080')],
  ])('says what is wrong with %j', (args, message) => {
    expect(readStartArguments(args)).toEqual({ kind: 'mistake', message });
  });
});
