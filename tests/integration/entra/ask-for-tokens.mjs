import { ClientSecretCredential } from '@azure/identity';

/**
 * A client as the app is one: the credential of the SDK as it is, which trusts the authority only by the environment
 * variable NODE_EXTRA_CA_CERTS; Node reads that at its start, so this runs as a process of its own. Says for each
 * request whether it got a token, or what the error says.
 */
const { authority, requests } = JSON.parse(process.env.TOKEN_REQUESTS);

const answers = await Promise.all(
  requests.map(async ({ tenantId, clientId, clientSecret }) => {
    const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, {
      authorityHost: authority,
      disableInstanceDiscovery: true,
    });
    try {
      const { token, expiresOnTimestamp } = await credential.getToken(
        '499b84ac-1321-427f-aa17-267ca6975798/.default',
      );
      return { token, expiresOnTimestamp };
    } catch (error) {
      return { error: error.message };
    }
  }),
);
process.stdout.write(JSON.stringify(answers));
