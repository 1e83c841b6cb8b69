/** No operation answers this path: 404 in plain text (facts: azure-devops.md section 3.2). */
export class NoControllerError extends Error {}
