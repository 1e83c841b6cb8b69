import type { Inputs } from './subscription';

/** What a password reads back as; the connector must remember its own (facts: azure-devops.md section 7.2). */
const mask = '********';

export const maskPassword = (inputs: Inputs): Inputs =>
  inputs.basicAuthPassword ? { ...inputs, basicAuthPassword: mask } : inputs;

/** The mask sent back means: as it was. */
export function keepPassword(inputs: Inputs, previous: Inputs): Inputs {
  if (inputs.basicAuthPassword !== mask) return inputs;
  const { basicAuthPassword: _, ...others } = inputs;
  const { basicAuthPassword } = previous;
  return basicAuthPassword === undefined ? others : { ...others, basicAuthPassword };
}
