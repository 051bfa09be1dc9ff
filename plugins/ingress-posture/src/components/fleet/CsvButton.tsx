import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import { ingressPostureApiRef } from '../../api';
import { reasonOf } from '../../reasonOf';
import { useText } from '../../translation';
import { saveText, SmallButton } from '../signs';
import { FleetQuery } from './fleetQuery';

/** Hands the services that fit over as a file for a spreadsheet. */
export function CsvButton({ query }: { query: FleetQuery }) {
  const text = useText();
  const api = useApi(ingressPostureApiRef);
  const alerts = useApi(alertApiRef);
  const save = async () => {
    try {
      const csv = await api.exportServices(query);
      saveText('ingress-posture.csv', 'text/csv', csv);
    } catch (error) {
      const message = reasonOf(error as Error);
      alerts.post({
        severity: 'error',
        message: text('fleet.csvFailed', { message }),
      });
    }
  };
  return (
    <SmallButton aria-label={text('fleet.exportCsv')} onClick={save}>
      {text('fleet.csv')}
    </SmallButton>
  );
}
