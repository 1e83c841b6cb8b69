import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Remembers over restarts when each timer is due next, as the platform does in its storage account. */
export interface TimerMemory {
  nextDue(functionName: string): Date | undefined;
  remember(functionName: string, next: Date): void;
}

/** @param file where to keep it; without one it is forgotten when the host ends */
export function timerMemory(file?: string): TimerMemory {
  const kept = new Map<string, string>(
    file !== undefined && existsSync(file)
      ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
      : [],
  );
  return {
    nextDue: (name) => {
      const text = kept.get(name);
      return text === undefined ? undefined : new Date(text);
    },
    remember: (name, next) => {
      kept.set(name, next.toISOString());
      if (file === undefined) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(kept)));
      renameSync(`${file}.new`, file);
    },
  };
}
