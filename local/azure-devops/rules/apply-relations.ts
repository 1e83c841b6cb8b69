import { badArgument, relationAlreadyExists } from '../http/errors';
import { ApiError } from '../http/api-error';
import { linkedWorkItemId } from '../model/work-item';
import { childToParent, findRelationType } from '../processes/relation-types';
import type { Relation } from '../work-item-change';
import type { Change } from './read-patch';

export interface RelationOutcome {
  relations: Relation[];
  added: Relation[];
  removed: Relation[];
  updated: Relation[];
}

/** What two relations have in common when they are the same one: kind and target, not the form of the URL. */
const identityOf = (relation: Relation): string =>
  `${relation.rel.toLowerCase()} ${linkedWorkItemId(relation) ?? relation.url.toLowerCase()}`;

/** Spreads texts evenly, so that the order of answers is not the order of adding (facts: azure-devops.md section 4.5). */
function scatter(text: string): number {
  let hash = 2166136261;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 16777619) >>> 0;
  return hash;
}

function checkPlaces(places: Iterable<number>, count: number): void {
  for (const place of places) {
    if (place >= count) throw badArgument(`Index out of range for parameter 'relations': ${place}.`);
  }
}

function checkParent(id: number, relations: readonly Relation[]): void {
  const parents = relations.filter(({ rel }) => rel === childToParent).map(linkedWorkItemId);
  if (parents.length < 2) return;
  throw new ApiError(
    400,
    'WorkItemLinkInvalidException',
    `TF201036: You cannot add a Child link between work items ${parents.join(' and ')} and ${id} because a work item can have only one Parent link.`,
  );
}

/**
 * The relations after a patch. Places count in the list as it was before the patch, for all its operations.
 * @param complete gives a new relation the attributes that the server keeps
 * @throws ApiError 400 for an existing link, an unknown kind, a second parent, a place that does not exist
 */
export function applyRelations(
  id: number,
  current: readonly Relation[],
  change: Pick<Change, 'addedRelations' | 'removedRelations' | 'relationComments'>,
  limit: number,
  complete: (relation: Relation) => Relation,
): RelationOutcome {
  checkPlaces([...change.removedRelations, ...change.relationComments.keys()], current.length);
  const removed = current.filter((_, place) => change.removedRelations.includes(place));
  const updated: Relation[] = [];
  const kept = current
    .map((relation, place) => {
      const comment = change.relationComments.get(place);
      if (comment === undefined) return relation;
      const commented = { ...relation, attributes: { ...relation.attributes, comment } };
      updated.push(commented);
      return commented;
    })
    .filter((_, place) => !change.removedRelations.includes(place));
  const known = new Set(kept.map(identityOf));
  const added = change.addedRelations.map((relation) => {
    const type = findRelationType(relation.rel);
    if (!type) throw badArgument(`The relation type '${relation.rel}' is not known.`);
    const named = { ...relation, rel: type.referenceName };
    if (known.has(identityOf(named))) throw relationAlreadyExists();
    known.add(identityOf(named));
    return complete(named);
  });
  const relations = [...kept, ...added].sort((a, b) => scatter(identityOf(a)) - scatter(identityOf(b)));
  if (relations.length > limit)
    throw new ApiError(
      400,
      'WorkItemLinkLimitExceededException',
      `VS403310: A work item can have at most ${limit} links.`,
    );
  checkParent(id, relations);
  return { relations, added, removed, updated };
}
