/** Names of this machine, which no proxy knows the way to. */
const thisMachine = ['localhost', '127.0.0.1'];

/**
 * What the app's process needs in its environment beside settings: whom to trust, and that the parts on this machine are
 * reached directly even where everything else goes through a proxy (the SDK reads these variables).
 */
export function hostEnvironment(
  trustedFile: string,
  current: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const given = (current.NO_PROXY ?? current.no_proxy ?? '').split(',').map((host) => host.trim());
  const direct = [...new Set([...given.filter((host) => host !== ''), ...thisMachine])].join(',');
  return { NODE_EXTRA_CA_CERTS: trustedFile, NO_PROXY: direct, no_proxy: direct };
}
