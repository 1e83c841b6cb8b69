import { connectionDataRoutes } from './core/connection-data';
import { projectRoutes } from './core/projects';
import type { Operation } from './operation';
import { commentRoutes } from './work-items/comments';
import { readRoutes } from './work-items/read';
import { recycleBinRoutes } from './work-items/recycle-bin';
import { writeRoutes } from './work-items/write';
import { typeRoutes } from './work-item-types/types';

/** Every operation of work items and of what is around them. */
export const routes: readonly Operation[] = [
  ...connectionDataRoutes,
  ...projectRoutes,
  ...writeRoutes,
  ...readRoutes,
  ...recycleBinRoutes,
  ...commentRoutes,
  ...typeRoutes,
];
