import { httpFunction } from '../../shared/http/http-function';

/** Says what a rule would do to the findings that are stored; changes nothing. */
httpFunction('preview-rule', {
  method: 'POST',
  route: 'rules/preview',
  role: 'administrator',
  body: async () => (await import('../../shared/rules/rule-preview')).rulePreviewSchema,
  handle: async ({ body, services }) => ({ body: await services.rulePreview.preview(body) }),
});
