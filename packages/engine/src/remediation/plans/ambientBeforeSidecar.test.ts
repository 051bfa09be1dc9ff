import { analyze } from '../../posture/analyze';
import { stateOfCase } from '../../posture/findings/cases/findingCases';

/** What is said of a way out for a Service behind an edge, each in the mesh in its way. */
function said(workload: string, edge: string): readonly (string | undefined)[] {
  const state = stateOfCase({
    pieces: [workload, 'service-http', edge, 'ingress'],
  });
  return analyze(state).flatMap(one =>
    one.remedies
      .filter(({ id }) => id.startsWith('ambient-before-sidecar'))
      .map(({ missing }) => missing),
  );
}

describe('an edge in ambient before a workload with a sidecar', () => {
  it('is told why no mTLS comes of it', () => {
    const [missing] = said('backend-sidecar', 'nginx-ambient');
    expect(missing).toContain('its ztunnel speaks HBONE');
  });

  it.each([
    ['both are in ambient', 'backend-ambient', 'nginx-ambient'],
    ['both have a sidecar', 'backend-sidecar', 'nginx-sidecar'],
    ['the edge is outside', 'backend-sidecar', 'nginx-outside'],
  ])('is not spoken of where %s', (_, workload, edge) => {
    expect(said(workload, edge)).toEqual([]);
  });
});
