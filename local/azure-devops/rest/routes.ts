import { nodeRoutes } from './classification/nodes';
import { tagRoutes } from './classification/tags';
import { connectionDataRoutes } from './core/connection-data';
import { projectRoutes } from './core/projects';
import { projectLifeRoutes } from './core/project-life';
import { resourceAreaRoutes } from './core/resource-areas';
import type { Operation } from './operation';
import { batchRoutes } from './work-items/batch';
import { commentRoutes } from './work-items/comments';
import { historyRoutes } from './work-items/history';
import { readRoutes } from './work-items/read';
import { recycleBinRoutes } from './work-items/recycle-bin';
import { reportingRoutes } from './work-items/reporting';
import { templateRoutes } from './work-items/template';
import { wiqlRoutes } from './work-items/wiql';
import { writeRoutes } from './work-items/write';
import { fieldRoutes } from './work-item-types/fields';
import { nextStateRoutes } from './work-item-types/next-states';
import { relationTypeRoutes } from './work-item-types/relation-types';
import { typeRoutes } from './work-item-types/types';

/** Every operation of work items and of what is around them. */
export const routes: readonly Operation[] = [
  ...connectionDataRoutes,
  ...resourceAreaRoutes,
  ...projectRoutes,
  ...projectLifeRoutes,
  ...writeRoutes,
  ...templateRoutes,
  ...readRoutes,
  ...recycleBinRoutes,
  ...batchRoutes,
  ...wiqlRoutes,
  ...historyRoutes,
  ...commentRoutes,
  ...reportingRoutes,
  ...typeRoutes,
  ...fieldRoutes,
  ...relationTypeRoutes,
  ...nextStateRoutes,
  ...nodeRoutes,
  ...tagRoutes,
];
