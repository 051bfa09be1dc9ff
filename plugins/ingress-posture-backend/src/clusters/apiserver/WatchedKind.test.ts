import { kinds } from '@ingress-posture/engine';
import { acceptOf } from './WatchedKind';

const metadata = { name: 'a', namespace: 'b', labels: { c: 'd' } };
const meta = {
  name: 'a',
  namespace: 'b',
  labels: { c: 'd' },
  annotations: {},
  created: 0,
};

/** Answers any question about an object, and remembers what was asked. */
function questioned() {
  const asked = new Set<string | symbol>();
  const object = new Proxy(
    { metadata },
    {
      get: (target, field) => {
        asked.add(field);
        return Reflect.get(target, field);
      },
    },
  );
  return { object, asked };
}

describe('acceptOf', () => {
  const accept = (definition: (typeof kinds)[number]) =>
    acceptOf({ definition, version: 'v1' }, 'objects');

  it.each(
    kinds
      .filter(kind => kind.metadataOnly)
      .map(kind => [kind.key, kind] as const),
  )(
    'asks for the metadata of %s alone, and its rules for no more',
    (_, kind) => {
      const { object, asked } = questioned();
      kind.trim(object, meta);
      expect([...asked].filter(field => field !== 'metadata')).toEqual([]);
      const form = 'as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
      expect(accept(kind)).toBe(
        `application/vnd.kubernetes.protobuf;${form},application/json;${form},application/json`,
      );
    },
  );

  it('asks for whole objects of all others, as protobuf where Kubernetes has it', () => {
    const whole = kinds.filter(kind => !kind.metadataOnly);
    const asked = (form: string) =>
      whole.filter(kind => accept(kind) === form).map(({ plural }) => plural);
    const inProtobuf = asked(
      'application/vnd.kubernetes.protobuf,application/json',
    );
    expect(inProtobuf).toEqual(
      expect.arrayContaining(['pods', 'services', 'endpointslices']),
    );
    const inJson = asked('application/json');
    expect(inJson).toEqual(expect.arrayContaining(['virtualservices']));
    expect(inProtobuf.length + inJson.length).toBe(whole.length);
  });
});
