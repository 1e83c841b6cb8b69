/** What the demo looks at of the API's answers (design section 5.1). */
export interface Verification {
  ok: boolean;
  checks: { id: string; title: string; status: string; detail: string; remedy?: string }[];
}

export interface SavedConnector {
  id: string;
  webhookUrl: string;
  callbackSecret: string;
}

export interface State {
  name: string;
  category: string;
  allowedOnCreate: boolean;
  reachableOnCreate: boolean;
}

export interface Ticket {
  id: string;
  project: string;
  workItemId: number;
  workItemUrl: string;
  title: string;
  state: string;
  stateCategory: string;
  assignedTo?: string;
  findings: { total: number; open: number; remediated: number; temporary: number };
  comments: { author: string; html: string; source: string }[];
}

export interface EventProgress {
  status: string;
  findings: number;
  matched: number;
  ticketsCreated: number;
  ticketsUpdated: number;
  ticketsClosed: number;
  failed: number;
}

export interface List<T> {
  items: T[];
}
