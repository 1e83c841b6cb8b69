import { isDisabled, resolveSettings } from '../../../local/functions-host/app-settings';

describe('a name with settings in it', () => {
  const settings = { QUEUE: 'scan-ingest', SUFFIX: 'x' };

  it.each([
    ['plain', 'plain'],
    ['%QUEUE%', 'scan-ingest'],
    ['%QUEUE%-%SUFFIX%', 'scan-ingest-x'],
    ['0 */5 * * * *', '0 */5 * * * *'],
  ])('%s becomes %s', (text, resolved) => expect(resolveSettings(text, settings)).toBe(resolved));

  it('is refused if one is missing', () =>
    expect(() => resolveSettings('%OTHER%', settings)).toThrow('the setting OTHER, which is not there'));
});

describe('a function is out of service', () => {
  it.each([
    [{}, false],
    [{ 'AzureWebJobs.sync.Disabled': 'true' }, true],
    [{ AzureWebJobs__sync__Disabled: '1' }, true],
    [{ AzureWebJobs_sync_Disabled: 'True' }, true],
    [{ 'AzureWebJobs.sync.Disabled': 'false' }, false],
    [{ 'AzureWebJobs.other.Disabled': 'true' }, false],
  ])('with %j: %s', (settings, disabled) => expect(isDisabled('sync', settings)).toBe(disabled));
});
