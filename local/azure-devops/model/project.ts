import type { Process } from '../processes/process';
import type { ProjectRef } from '../work-item-change';
import { ClassificationTree } from './classification-tree';
import { isoDate } from './dates';
import { stableGuid } from './stable-guid';

export interface Tag {
  id: string;
  name: string;
  lastUpdated: string;
}

/** A project: its process, its areas and iterations, its tags. */
export class Project implements ProjectRef {
  readonly id: string;
  readonly areas: ClassificationTree;
  readonly iterations: ClassificationTree;
  /** By lower-case name: tags compare without regard to case. */
  readonly tags = new Map<string, Tag>();
  readonly createdAt = isoDate(new Date());

  constructor(
    organization: string,
    readonly name: string,
    readonly process: Process,
    nextNodeId: () => number,
  ) {
    this.id = stableGuid('project', organization.toLowerCase(), name);
    this.areas = new ClassificationTree(name, 'area', nextNodeId);
    this.iterations = new ClassificationTree(name, 'iteration', nextNodeId);
    for (const sprint of ['Sprint 1', 'Sprint 2', 'Sprint 3'])
      this.iterations.add(this.iterations.root, sprint);
  }

  /** The tag in the casing it was first written in. */
  tag(name: string): Tag {
    const key = name.toLowerCase();
    const tag = this.tags.get(key) ?? {
      id: stableGuid('tag', this.id, key),
      name,
      lastUpdated: isoDate(new Date()),
    };
    this.tags.set(key, tag);
    return tag;
  }
}
