/**
 * The peers under faults (facts: peers.md section 6.3): a tenth of the writes fails, 100 creates, then a second full
 * pass. Measured against a stand-in, not in this run.
 */
export const peersUnderFaults: readonly (readonly [
  peer: string,
  on503: string,
  on429: string,
  replyLost: string,
])[] = [
  [
    'Renovate',
    '88 made; 98 after pass 2; 0 duplicates',
    '88 made; 98 after pass 2; 0 duplicates',
    '100 made, 12 reported as failed; 0 duplicates',
  ],
  [
    'azure-devops-mcp',
    '88 made; pass 2: 171 items, 74 duplicated',
    '88 made; pass 2: 171 items, 74 duplicated',
    '100 made; pass 2: 200 items, 100 duplicated',
  ],
  [
    'cx-flow',
    'ended at the first fault: 8 made; 14 after pass 2',
    '88 made; 97 after pass 2',
    'ended: 9 made; 15 after pass 2',
  ],
];
