import type { ProcessName } from '../options';
import { agile } from './agile';
import { basic } from './basic';
import { cmmi } from './cmmi';
import type { Process } from './process';
import { scrum } from './scrum';

/** The system processes by name. */
export const processes: Record<ProcessName, Process> = {
  Agile: agile,
  Scrum: scrum,
  CMMI: cmmi,
  Basic: basic,
};
