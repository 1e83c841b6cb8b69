/** The four system processes whose work item types, states and rules the simulator knows (facts: azure-devops.md section 5). */
export type ProcessName = 'Agile' | 'Scrum' | 'CMMI' | 'Basic';

/** An identity that may act in an organization; `rights` are all granted unless said otherwise. */
export interface MemberOptions {
  displayName: string;
  /** Mail-like name of a person; a service principal shows its object id instead. */
  uniqueName?: string;
  /** A bearer token that stands for this person. */
  token?: string;
  /** A service principal: what its tokens carry as `appid` and `oid`. */
  applicationId?: string;
  objectId?: string;
  rights?: {
    /** Names of the visible projects; all if undefined. */
    projects?: string[];
    editWorkItems?: boolean;
    createTags?: boolean;
    manageServiceHooks?: boolean;
    bypassRules?: boolean;
    deleteWorkItems?: boolean;
  };
}

/** What an inherited process changes about a type; fields named `Custom.…` are made. */
export interface TypeCustomization {
  type: string;
  isDisabled?: boolean;
  states?: { name: string; category: 'Proposed' | 'InProgress' | 'Resolved' | 'Completed' }[];
  fields?: {
    referenceName: string;
    name: string;
    kind: 'string' | 'integer' | 'boolean' | 'dateTime' | 'html';
    allowedValues?: string[];
    /** States in which it must hold a value, or all. */
    requiredIn?: string[] | 'all';
  }[];
}

export interface OrganizationOptions {
  /** In its exact casing; requests find it whatever their casing. */
  name: string;
  /** The Entra tenant behind it. */
  tenantId: string;
  projects: { name: string; process: ProcessName; customizations?: TypeCustomization[] }[];
  members: MemberOptions[];
}

/** Options of the Azure DevOps simulator (PART_OPTIONS). */
export interface SimulatorOptions {
  /** 0 or undefined takes a free port. */
  port?: number;
  organizations: OrganizationOptions[];
  /** Where the keys are that sign the tokens of the local Entra authority. */
  tokens: { jwksUri: string };
}

/** What the simulator reports when it serves. */
export interface SimulatorAddresses {
  /** `http://localhost:PORT`; an organization is at `${baseUrl}/{organization}`. */
  baseUrl: string;
}
