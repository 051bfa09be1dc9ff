import { analyze } from '../posture/analyze';
import { demoObjects, stateOf } from '../testing/demo';
import { afterRemedy } from './afterRemedy';

const state = stateOf(demoObjects());
const proven = analyze(state).flatMap(({ service, remedies }) =>
  remedies
    .filter(({ standing }) => standing === 'proven')
    .map(remedy => [service.namespace, service.name, remedy] as const),
);

describe('afterRemedy', () => {
  it.each(proven)(
    'shows %s/%s as every proven remedy of the demo promises',
    (namespace, name, { id, reaches }) => {
      expect(afterRemedy(state, { namespace, name }, id)?.posture).toBe(
        reaches,
      );
    },
  );

  it('leaves the state as it was', () => {
    const [namespace, name, { id }] = proven[0];
    const before = analyze(state);
    afterRemedy(state, { namespace, name }, id);
    expect(analyze(state)).toEqual(before);
  });

  it('knows nothing of a remedy or a service that is not there', () => {
    const [namespace, name, { id }] = proven[0];
    expect(afterRemedy(state, { namespace, name }, 'magic')).toBeUndefined();
    expect(afterRemedy(state, { namespace, name: 'no' }, id)).toBeUndefined();
  });
});
