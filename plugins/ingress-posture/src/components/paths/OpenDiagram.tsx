import { ServicePosture } from '@ingress-posture/engine';
import { RefObject, useState } from 'react';
import { PathDiagram, Pick } from '../diagram';
import { DetailDrawer } from './DetailDrawer';

/** A diagram whose boxes and lines open their evidence. */
export function OpenDiagram(props: {
  posture: ServicePosture;
  unfolded?: ReadonlySet<string>;
  onUnfold?: (bundle: string) => void;
  drawing?: RefObject<SVGSVGElement>;
}) {
  const [pick, setPick] = useState<Pick | null>(null);
  return (
    <>
      <PathDiagram {...props} onPick={setPick} />
      <DetailDrawer
        posture={props.posture}
        pick={pick}
        onClose={() => setPick(null)}
      />
    </>
  );
}
