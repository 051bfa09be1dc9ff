import { Connection } from '@ingress-posture/engine';
import { useState } from 'react';
import { useText } from '../../translation';
import { SidePanel, SmallButton } from '../signs';
import { AskConnection } from './AskConnection';

/** Opens the panel in which one connection of a cluster is asked about. */
export function AskConnectionButton(props: {
  cluster: string;
  /** What the form begins with. */
  connection: Connection | null;
  label: string;
}) {
  const { cluster, connection, label } = props;
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <SmallButton onClick={() => setOpen(true)}>{label}</SmallButton>
      <SidePanel
        title={open ? `${text('connect.title')} · ${cluster}` : null}
        onClose={() => setOpen(false)}
      >
        <AskConnection cluster={cluster} connection={connection} />
      </SidePanel>
    </>
  );
}
