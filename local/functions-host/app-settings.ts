/** Application settings: the environment of the app. */
export type AppSettings = Readonly<Record<string, string | undefined>>;

/**
 * Replaces `%NAME%` by the setting of that name, as in queue names and schedules.
 * @throws if there is no such setting: a trigger must not listen to a queue named "%QUEUE%".
 */
export function resolveSettings(text: string, settings: AppSettings): string {
  return text.replace(/%([^%\s]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined) throw new Error(`"${text}" refers to the setting ${name}, which is not there.`);
    return value;
  });
}

/**
 * Whether a setting takes this function out of service. Where names may not contain dots, underscores stand for them.
 * Source: Azure Functions documentation, "How to disable functions in Azure Functions".
 */
export function isDisabled(functionName: string, settings: AppSettings): boolean {
  const value = ['.', '__', '_', ':']
    .map((dot) => settings[`AzureWebJobs${dot}${functionName}${dot}Disabled`])
    .find((setting) => setting !== undefined);
  return value !== undefined && /^(true|1)$/i.test(value);
}
