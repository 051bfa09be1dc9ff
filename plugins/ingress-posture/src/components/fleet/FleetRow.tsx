import { ServiceSummary } from '@ingress-posture/plugin-ingress-posture-common';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Skeleton from '@material-ui/lab/Skeleton';
import { forwardRef } from 'react';
import { useText } from '../../translation';
import { FleetColumn } from './columns';
import { FleetCell } from './FleetCell';

/** What a row of the table is about. */
export interface FleetRowProps {
  /** Undefined while it is read. */
  readonly service: ServiceSummary | undefined;
  readonly columns: readonly FleetColumn[];
  readonly index: number;
  readonly now: number;
}

/** A service in the fleet's table. */
export const FleetRow = forwardRef<HTMLTableRowElement, FleetRowProps>(
  ({ service, columns, index, now }, ref) => {
    const text = useText();
    return (
      <TableRow
        ref={ref}
        hover
        data-index={index}
        // The line of names is the first row.
        aria-rowindex={index + 2}
      >
        {service ? (
          columns.map(column => (
            <FleetCell
              key={column}
              column={column}
              service={service}
              now={now}
            />
          ))
        ) : (
          <TableCell colSpan={columns.length}>
            <Skeleton animation={false} aria-label={text('fleet.loadingRow')} />
          </TableCell>
        )}
      </TableRow>
    );
  },
);
