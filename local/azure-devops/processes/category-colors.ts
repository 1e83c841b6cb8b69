import type { StateCategory } from './process';

/** Colours of state categories (facts: azure-devops.md section 5.1). */
export const categoryColors: Record<StateCategory, string> = {
  Proposed: 'b2b2b2',
  InProgress: '007acc',
  Resolved: 'ff9d00',
  Completed: '339933',
  Removed: 'ffffff',
};
