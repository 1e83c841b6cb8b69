/** What a subscription may be given, as the catalogue tells it; the same list checks what it is given. */
export interface InputDescriptor {
  id: string;
  name: string;
  description: string;
  inputMode: 'none' | 'textBox' | 'passwordBox' | 'combo' | 'checkBox' | 'textArea';
  isConfidential: boolean;
  useInDefaultDescription: boolean;
  validation: {
    dataType: 'string' | 'guid' | 'uri' | 'boolean';
    isRequired?: boolean;
    minLength?: number;
    maxLength?: number;
    pattern?: string;
  };
  values?: {
    inputId: string;
    defaultValue: string;
    possibleValues: { value: string; displayValue: string }[];
    isLimitedToPossibleValues: boolean;
  };
  hasDynamicValueInformation?: boolean;
}

type Kind = Pick<InputDescriptor, 'inputMode' | 'validation'> & Partial<InputDescriptor>;

export const input = (id: string, name: string, description: string, kind: Kind): InputDescriptor => ({
  id,
  name,
  description,
  isConfidential: false,
  useInDefaultDescription: false,
  ...kind,
});

/** A choice among fixed values; the empty one stands for the first. */
export const choice = (
  id: string,
  name: string,
  description: string,
  possibleValues: { value: string; displayValue: string }[],
): InputDescriptor =>
  input(id, name, description, {
    inputMode: 'combo',
    validation: { dataType: 'string' },
    values: { inputId: id, defaultValue: '', possibleValues, isLimitedToPossibleValues: true },
  });

/** A choice whose values depend on the project: any text is taken. */
export const dynamicChoice = (id: string, name: string, description: string): InputDescriptor =>
  input(id, name, description, {
    inputMode: 'combo',
    validation: { dataType: 'string' },
    values: {
      inputId: id,
      defaultValue: '',
      possibleValues: [{ value: '', displayValue: '[Any]' }],
      isLimitedToPossibleValues: false,
    },
    hasDynamicValueInformation: true,
  });
