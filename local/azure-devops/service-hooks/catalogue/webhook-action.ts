import { choice, input, type InputDescriptor } from './input-descriptor';

/** Inputs of the consumer `webHooks`, action `httpRequest` (facts: azure-devops.md section 7.2). */

const credential = {
  dataType: 'string',
  pattern: String.raw`^[\S]+$`,
  minLength: 1,
  maxLength: 256,
} as const;

const messageLevels = [
  { value: '', displayValue: 'All' },
  { value: 'all', displayValue: 'All' },
  { value: 'text', displayValue: 'Text' },
  { value: 'html', displayValue: 'HTML' },
  { value: 'markdown', displayValue: 'Markdown' },
  { value: 'none', displayValue: 'None' },
];

export const webhookInputs: InputDescriptor[] = [
  input('url', 'URL', 'The address that events are posted to.', {
    inputMode: 'textBox',
    validation: { dataType: 'uri', isRequired: true },
  }),
  input('acceptUntrustedCerts', 'Accept untrusted SSL certificates', 'Do not check the certificate.', {
    inputMode: 'checkBox',
    validation: { dataType: 'boolean' },
  }),
  input('basicAuthUsername', 'Basic authentication username', 'User name; needs an https address.', {
    inputMode: 'textBox',
    validation: credential,
  }),
  input('basicAuthPassword', 'Basic authentication password', 'Password; needs an https address.', {
    inputMode: 'passwordBox',
    isConfidential: true,
    validation: credential,
  }),
  input('httpHeaders', 'HTTP headers', 'Name and value with a colon between them, one header per line.', {
    inputMode: 'textArea',
    validation: { dataType: 'string' },
  }),
  choice('resourceDetailsToSend', 'Resource details to send', 'How much of the resource to send.', [
    { value: '', displayValue: 'All' },
    { value: 'all', displayValue: 'All' },
    { value: 'minimal', displayValue: 'Minimal' },
    { value: 'none', displayValue: 'None' },
  ]),
  choice('messagesToSend', 'Messages to send', 'Which forms of the message to send.', messageLevels),
  choice(
    'detailedMessagesToSend',
    'Detailed messages to send',
    'Which forms of the detailed message to send.',
    messageLevels,
  ),
  input('businessJustification', 'Business justification', 'Why events are sent there.', {
    inputMode: 'textArea',
    validation: { dataType: 'string' },
  }),
];

export const webhookConsumerId = 'webHooks';
export const webhookActionId = 'httpRequest';

export function webhookAction(baseUrl: string) {
  return {
    id: webhookActionId,
    consumerId: webhookConsumerId,
    url: `${baseUrl}/_apis/hooks/consumers/${webhookConsumerId}/actions/${webhookActionId}`,
    name: 'Post via HTTP',
    description: 'Posts the event as a JSON object to an address.',
    supportedEventTypes: ['*'],
    supportedResourceVersions: {},
    allowResourceVersionOverride: true,
    inputDescriptors: webhookInputs,
  };
}

export function webhookConsumer(baseUrl: string) {
  return {
    id: webhookConsumerId,
    url: `${baseUrl}/_apis/hooks/consumers/${webhookConsumerId}`,
    name: 'Web Hooks',
    description: 'Provides event communication via HTTP',
    authenticationType: 'none',
    inputDescriptors: [],
    actions: [webhookAction(baseUrl)],
  };
}
