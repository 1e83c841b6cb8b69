/** Under which user our subscriptions sign in, and the header that carries the second secret. */
export const webhookUserName = 'nucleus';
export const webhookSecretHeader = 'x-nucleus-webhook-secret';
