import type { Identity } from '../identity';
import type { OrganizationOptions, ProcessName, TypeCustomization } from '../options';
import { customizeProcess } from '../processes/customize-process';
import { processes } from '../processes/processes';
import type { OrganizationRef, WorkItemChange } from '../work-item-change';
import { createMember, type Member, type Rights } from './member';
import { Project } from './project';
import { stableGuid } from './stable-guid';
import type { StoredRevision, WorkItem } from './work-item';

/** How much of something there may be (facts: azure-devops.md section 4.12). */
export interface Limits {
  revisions: number;
  relations: number;
  tags: number;
}

/** An organization with all that is in it; in memory only. */
export class Organization implements OrganizationRef {
  readonly id: string;
  readonly collectionId: string;
  /** The exact casing; requests find it whatever theirs. */
  readonly name: string;
  readonly tenantId: string;
  readonly members: Member[];
  readonly projects: Project[];
  readonly workItems = new Map<number, WorkItem>();
  /** Ids of what was asked for and is done. */
  readonly operations = new Set<string>();
  /** All revisions in the order of their watermarks, which are their places plus one. */
  readonly revisionLog: { item: WorkItem; revision: StoredRevision }[] = [];
  /** Where people and events find it: `http://localhost:PORT/{name}`; set as soon as the simulator serves. */
  primaryUrl = '';
  readonly limits: Limits = { revisions: 10_000, relations: 1_000, tags: 100 };
  private lastNodeId = 0;
  private lastWorkItemId = 0;
  private lastCommentId = 12_345_600;
  private lastRelationId = 11_105_800;

  constructor(
    options: OrganizationOptions,
    /** Told of every change to a work item. */
    private readonly onChange: (change: WorkItemChange) => void,
  ) {
    this.name = options.name;
    this.tenantId = options.tenantId;
    this.id = stableGuid('organization', options.name.toLowerCase());
    this.collectionId = stableGuid('collection', options.name.toLowerCase());
    this.members = options.members.map((member) => createMember(options.name, member));
    this.projects = options.projects.map(({ name, process, customizations }) =>
      this.createProject(name, process, customizations),
    );
  }

  addProject(name: string, process: ProcessName): void {
    this.projects.push(this.createProject(name, process));
  }

  /** A project goes with all its work items. */
  removeProject({ id }: Project): void {
    for (const item of this.workItems.values()) if (item.projectId === id) this.workItems.delete(item.id);
    const place = this.projects.findIndex((project) => project.id === id);
    if (place >= 0) this.projects.splice(place, 1);
  }

  private createProject(
    name: string,
    process: ProcessName,
    customizations: readonly TypeCustomization[] = [],
  ): Project {
    const customized = customizeProcess(processes[process], customizations);
    return new Project(this.name, name, customized, () => ++this.lastNodeId);
  }

  get identities(): Identity[] {
    return this.members.map(({ identity }) => identity);
  }

  rightsOf(identity: Identity): Rights | undefined {
    return this.members.find((member) => member.identity.id === identity.id)?.rights;
  }

  /** Whether this identity sees the project; what it does not see does not exist for it. */
  sees(identity: Identity, project: Project): boolean {
    const rights = this.rightsOf(identity);
    if (!rights) return false;
    return rights.projects?.some((name) => name.toLowerCase() === project.name.toLowerCase()) ?? true;
  }

  /** By name, whatever the casing, or by GUID. */
  project(nameOrId: string): Project | undefined {
    const key = nameOrId.toLowerCase();
    return this.projects.find(({ id, name }) => id === key || name.toLowerCase() === key);
  }

  projectOf(item: WorkItem): Project {
    const project = this.projects.find(({ id }) => id === item.projectId);
    if (!project) throw new Error(`Work item ${item.id} lies in no project`);
    return project;
  }

  nextWorkItemId = (): number => ++this.lastWorkItemId;
  /** Comment ids are large and not counted per item (facts: section 4.7). */
  nextCommentId = (): number => (this.lastCommentId += 1 + (this.lastCommentId % 7));
  nextRelationId = (): number => ++this.lastRelationId;
  get nextWatermark(): number {
    return this.revisionLog.length + 1;
  }

  publish(change: WorkItemChange): void {
    this.onChange(change);
  }
}
