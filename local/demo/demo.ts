import type { Stack } from '../stack';
import { describeStack } from '../stack-file';
import { ApiClient } from './api-client';
import { closeByScans } from './close-by-scans';
import { connect } from './connect';
import { Narrator } from './narrator';
import { createByHand } from './create-by-hand';
import { createByRule } from './create-by-rule';
import { hearOfEverything } from './hear-of-everything';
import { playDeveloper } from './play-developer';
import { ruleAfterScan } from './rule-after-scan';
import type { Story } from './story';

/**
 * Plays the story of the product against the running system, over its public interfaces only; says each step and what
 * was seen.
 * @throws Error at the first step that does not hold
 */
export async function runDemo(
  stack: Stack,
  say: (text: string) => void = (text) => process.stdout.write(text),
): Promise<void> {
  const description = describeStack(stack);
  const { baseUrl, organization, developer } = description.azureDevOps;
  const story: Story = {
    narrator: new Narrator(say),
    description,
    api: new ApiClient(description.apiBaseUrl, { 'x-functions-key': description.functionsKey }),
    developer: new ApiClient(`${baseUrl}/${organization}`, { authorization: `Bearer ${developer.token}` }),
    simulator: new ApiClient(`${baseUrl}/_simulator`, {}),
    nucleus: new ApiClient(description.callbackReceiver, {}),
    project: projectOf(description.azureDevOps.projects, 'Agile'),
  };
  const connectorId = await connect(story);
  await createByHand(story, connectorId);
  const ticketId = await createByRule(story, connectorId);
  await playDeveloper(story, ticketId);
  await closeByScans(story, ticketId);
  await ruleAfterScan(story, connectorId);
  await hearOfEverything(story, connectorId, ticketId);
  story.narrator.end();
}

function projectOf(projects: { name: string; process: string }[], process: string): string {
  const project = projects.find((one) => one.process === process);
  if (!project) throw new Error(`There is no project on the process ${process}.`);
  return project.name;
}
