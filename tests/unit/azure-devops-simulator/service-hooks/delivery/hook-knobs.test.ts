import { defaultKnobs, turnKnobs } from '../../../../../local/azure-devops/service-hooks/delivery/hook-knobs';
import { thrownBy } from '../../../../support/thrown-by';

describe('turnKnobs', () => {
  it('turns those that are named and leaves the others', () => {
    const fast = turnKnobs(defaultKnobs, { timeScale: 1000 });
    expect(turnKnobs(fast, { paused: true })).toEqual({ ...defaultKnobs, timeScale: 1000, paused: true });
  });

  it.each([
    [undefined],
    [[]],
    [{ speed: 2 }],
    [{ timeScale: 0 }],
    [{ timeScale: '10' }],
    [{ delayMs: -1 }],
    [{ drop: 1.5 }],
    [{ paused: 'yes' }],
  ])('refuses %j', (body) => {
    expect(thrownBy(() => turnKnobs(defaultKnobs, body))).toMatchObject({ status: 400 });
  });
});
