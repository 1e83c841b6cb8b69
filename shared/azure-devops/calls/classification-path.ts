const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The way from the root node to an area or iteration: the path without its project (facts: azure-devops.md section 4.6).
 * @param path `Project\Area\Sub`
 * @returns undefined if it is no path of this project
 */
export function nodePathOf(project: string, path: string): string[] | undefined {
  const [root = '', ...nodes] = path.split('\\');
  const ofProject = root.toLowerCase() === project.toLowerCase() || (guid.test(project) && root !== '');
  return ofProject && nodes.every((node) => /[^.\s]/.test(node)) ? nodes : undefined;
}
