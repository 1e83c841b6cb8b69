import { AzureDevOpsError } from '../../../shared/azure-devops/errors';
import { requestToken } from '../../../shared/azure-devops/sign-in/request-token';

interface Question {
  authority: string;
  requests: { tenantId: string; clientId: string; secret: string }[];
}

/**
 * Asks for tokens as the app does. Node reads whom to trust at its start (NODE_EXTRA_CA_CERTS), so this is bundled and
 * run as a process of its own by sign-in.test.ts; it says for each request what came of it.
 */
async function main(): Promise<void> {
  const { authority, requests } = JSON.parse(process.env.QUESTION ?? '') as Question;
  const answers = await Promise.all(
    requests.map(async ({ tenantId, clientId, secret }) => {
      try {
        const access = { tenantId, clientId, clientSecret: () => Promise.resolve(secret) };
        const { token, expiresOn } = await requestToken(access, authority);
        return { token, livesMs: expiresOn - Date.now() };
      } catch (error) {
        if (!(error instanceof AzureDevOpsError)) throw error;
        return { code: error.details.code, status: error.details.status, message: error.message };
      }
    }),
  );
  process.stdout.write(JSON.stringify(answers));
}

void main();
