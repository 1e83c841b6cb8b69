import type { StackDescription } from '../stack-file';
import type { ApiClient } from './api-client';
import type { Narrator } from './narrator';

/** Who acts in the demo: Nucleus and the administrator through our API, the developer through Azure DevOps's own. */
export interface Story {
  narrator: Narrator;
  description: StackDescription;
  api: ApiClient;
  developer: ApiClient;
  /** The simulator's knobs and counters. */
  simulator: ApiClient;
  /** The receiver of callbacks. */
  nucleus: ApiClient;
  /** A project on the Agile process. */
  project: string;
}
