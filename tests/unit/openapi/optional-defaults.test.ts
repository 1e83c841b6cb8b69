import { optionalDefaults } from '../../../shared/openapi/optional-defaults';

it('asks for what has no default only, at any depth, and keeps the rest as it is', () => {
  const properties = { name: { type: 'string' }, format: { type: 'string', default: 'markdown' } };
  const body = (required: string[]) => ({
    type: 'object',
    properties: { parts: { type: 'array', items: { type: 'object', properties, required } } },
    required: ['parts'],
    additionalProperties: false,
  });
  expect(optionalDefaults(body(['name', 'format']))).toEqual(body(['name']));
});
