import { AddressNotPublicError, guardedLookup } from '../../../shared/security/guarded-lookup';

const of = (...addresses: string[]) =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

/** What a socket would be told. */
function ask(addresses: string[] | Error, all: boolean): Promise<unknown> {
  const lookup = guardedLookup(() =>
    addresses instanceof Error ? Promise.reject(addresses) : Promise.resolve(of(...addresses)),
  );
  return new Promise((resolve, reject) => {
    lookup('hooks.quay.example', { all }, (error, address, family) =>
      error ? reject(error) : resolve(all ? address : [address, family]),
    );
  });
}

describe('guardedLookup', () => {
  it('hands public addresses on, in either form that a socket asks for', async () => {
    expect(await ask(['13.107.42.20', '2620:1ec:21::20'], true)).toEqual(
      of('13.107.42.20', '2620:1ec:21::20'),
    );
    expect(await ask(['13.107.42.20', '2620:1ec:21::20'], false)).toEqual(['13.107.42.20', 4]);
  });

  it.each([true, false])('refuses a name with one address inside among others (all: %s)', async (all) => {
    await expect(ask(['13.107.42.20', '169.254.169.254'], all)).rejects.toThrow(AddressNotPublicError);
    await expect(ask(['10.0.0.4'], all)).rejects.toThrow('OUTBOUND_ALLOWED_HOSTS');
  });

  it('refuses a name without an address', async () =>
    expect(ask([], true)).rejects.toThrow(AddressNotPublicError));

  it('passes on that a name could not be looked up', async () =>
    expect(ask(new Error('ENOTFOUND'), true)).rejects.toThrow('ENOTFOUND'));
});
