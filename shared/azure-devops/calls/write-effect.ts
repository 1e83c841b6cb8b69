import type { JsonPatchOperation } from '../json-patch';
import type { Effect } from '../transport/outcome';

/**
 * Whether a patch does nothing but add links. A link that exists is refused (facts: azure-devops.md section 4.5), so
 * such a patch cannot happen twice, and the refusal says that it is done.
 */
export function onlyAddsLinks(operations: readonly JsonPatchOperation[]): boolean {
  const changes = operations.filter(({ op }) => op !== 'test');
  return changes.length > 0 && changes.every(({ op, path }) => op === 'add' && path === '/relations/-');
}

/** Decides what sending a patch twice would do. */
export function writeEffect(operations: readonly JsonPatchOperation[], validateOnly = false): Effect {
  if (validateOnly) return 'none';
  const testsRevision = operations.some(({ op, path }) => op === 'test' && path === '/rev');
  return testsRevision || onlyAddsLinks(operations) ? 'guarded' : 'once';
}
