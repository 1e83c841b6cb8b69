import { escapePointer } from '../http/escape-pointer';

/** Fields that a draft has a word of its own for. */
const ownWords: ReadonlyMap<string, string> = new Map([
  ['system.title', '/title'],
  ['system.description', '/description'],
  ['microsoft.vsts.tcm.reprosteps', '/description'],
  ['system.state', '/state'],
  ['system.areapath', '/areaPath'],
  ['system.iterationpath', '/iterationPath'],
  ['system.assignedto', '/assignedTo'],
  ['system.tags', '/tags'],
]);

/** Where the body of a creation says, or would say, what a field is to hold (JSON pointer). */
export const fieldPointer = (referenceName: string): string =>
  ownWords.get(referenceName.toLowerCase()) ?? `/fields/${escapePointer(referenceName)}`;
