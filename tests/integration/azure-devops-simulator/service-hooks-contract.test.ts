import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2019';
import { subscriptions, TestHooks } from './test-hooks';

/** The folder of the official OpenAPI files, where there is one. */
const folder = process.env.ADO_SPECS_DIR;

/** Tells what is wrong with a value, keys that the file does not know included. */
function createChecker(specs: string): (definition: string, value: unknown) => unknown {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const { definitions } = JSON.parse(readFileSync(join(specs, 'hooks/7.1/serviceHooks.json'), 'utf8'));
  ajv.addSchema({ $id: 'specs', definitions });
  return (definition, value) => {
    const validate = ajv.compile({ $ref: `specs#/definitions/${definition}`, unevaluatedProperties: false });
    return validate(value) ? undefined : validate.errors;
  };
}

if (folder === undefined) {
  describe('service hooks against the official OpenAPI file', () => {
    it.skip('is not checked: ADO_SPECS_DIR is not set', () => undefined);
  });
} else {
  describe('service hooks against the official OpenAPI file', () => {
    const hooks = new TestHooks();
    const differences = createChecker(folder);
    let url = '';
    let single = '';
    beforeAll(async () => {
      await hooks.start();
      ({ url } = await hooks.receive());
      const { id } = await hooks.subscribe(url, 'workitem.created');
      single = `${subscriptions}/${id}`;
      await hooks.simulator.create('Pay Desk', 'Bug');
      await hooks.drain();
    });
    afterAll(async () => {
      await hooks.reset();
      await hooks.stop();
    });

    it.each([
      ['Subscription', 'GET', () => single],
      ['Notification', 'GET', () => `${single}/notifications/1`],
      ['SubscriptionDiagnostics', 'GET', () => `${single}/diagnostics`],
      ['Publisher', 'GET', () => '_apis/hooks/publishers/tfs'],
      ['EventTypeDescriptor', 'GET', () => '_apis/hooks/publishers/tfs/eventtypes/workitem.updated'],
      ['Consumer', 'GET', () => '_apis/hooks/consumers/webHooks'],
      ['ConsumerAction', 'GET', () => '_apis/hooks/consumers/webHooks/actions/httpRequest'],
      ['SubscriptionsQuery', 'POST', () => '_apis/hooks/subscriptionsquery'],
      ['NotificationsQuery', 'POST', () => '_apis/hooks/notificationsquery'],
    ])('%s', async (definition, method, path) => {
      const { status, body } = await hooks.simulator.send(method, path(), method === 'POST' ? {} : undefined);
      expect(status).toBe(200);
      expect(differences(definition, body)).toBeUndefined();
    });

    it('Notification of a test', async () => {
      const test = { details: hooks.content(url, 'workitem.updated') };
      const { body } = await hooks.simulator.send('POST', '_apis/hooks/testnotifications', test);
      expect(differences('Notification', body)).toBeUndefined();
    });
  });
}
