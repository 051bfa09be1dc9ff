import { ServiceSortKey } from '@ingress-posture/plugin-ingress-posture-common';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles } from '@material-ui/core/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { RefObject, useEffect, useRef } from 'react';
import { useNarrow, useNow, useTight } from '../../hooks';
import { useText } from '../../translation';
import {
  FleetColumn,
  fleetColumns,
  narrowColumns,
  tightColumns,
} from './columns';
import { FleetQuery } from './fleetQuery';
import { FleetRow } from './FleetRow';
import { Fleet } from './useFleet';

const useStyles = makeStyles(theme => ({
  scroll: {
    overflow: 'auto',
    // As high as what is left of a window below the bars; a page of few services ends with them.
    maxHeight: 'max(420px, calc(100vh - 220px))',
    '& th, & td': {
      padding: theme.spacing(1, 1.25),
      // Backstage's theme breaks words in cells.
      wordBreak: 'normal',
      lineHeight: 1.4,
      [theme.breakpoints.down('sm')]: { padding: theme.spacing(1, 0.5) },
    },
    '& th': {
      whiteSpace: 'nowrap',
      fontWeight: 600,
      position: 'sticky',
      top: 0,
      zIndex: 1,
      backgroundColor: theme.palette.background.paper,
    },
    // Arrows stand in the room between columns, so that these are as narrow as what is in them.
    '& th .MuiTableSortLabel-icon': {
      position: 'absolute',
      left: '100%',
      margin: 0,
    },
    '@media print': { maxHeight: 'none' },
  },
  // Where there is little room nothing is to be out of sight at the side.
  narrow: { tableLayout: 'fixed', '& th:first-child': { width: '36%' } },
  asking: { opacity: 0.65 },
  room: { padding: '0 !important', border: 0 },
}));

// Ages in a table are minutes to days: no row needs a new one every second.
const ageStepMs = 15_000;
/** A row of two lines; rows that are drawn tell their own height. */
const usualHeight = 57;
const beyond = 10;

/** All services that fit, of which only those in sight are drawn. */
export function FleetTable(props: {
  fleet: Fleet;
  total: number;
  query: FleetQuery;
  columns: readonly FleetColumn[];
  onSort: (key: ServiceSortKey) => void;
}) {
  const { fleet, total, query, onSort } = props;
  const classes = useStyles();
  const text = useText();
  const narrow = useNarrow();
  const columns = useColumns(props.columns);
  const frame = useRef<HTMLDivElement>(null);
  const rows = useRowsInSight(frame, total, fleet);

  return (
    <div
      ref={frame}
      className={`${classes.scroll} ${fleet.outdated ? classes.asking : ''}`}
      aria-busy={fleet.outdated}
    >
      <Table
        size="small"
        className={narrow ? classes.narrow : undefined}
        aria-label={text('fleet.table')}
        aria-rowcount={total + 1}
      >
        <TableHead>
          <TableRow aria-rowindex={1}>
            {columns.map(name => (
              <ColumnHead
                key={name}
                name={name}
                query={query}
                onSort={onSort}
              />
            ))}
          </TableRow>
        </TableHead>
        <FleetRows fleet={fleet} rows={rows} columns={columns} />
      </Table>
    </div>
  );
}

/** Those of the columns that there is room for. */
function useColumns(columns: readonly FleetColumn[]): readonly FleetColumn[] {
  const narrow = useNarrow();
  const tight = useTight();
  if (narrow) return narrowColumns;
  return tight ? tightColumns(columns) : columns;
}

type Rows = ReturnType<
  typeof useVirtualizer<HTMLDivElement, HTMLTableRowElement>
>;

/** Which rows are drawn; the fleet is told, which reads those that it has not. */
function useRowsInSight(
  frame: RefObject<HTMLDivElement>,
  count: number,
  { see }: Fleet,
): Rows {
  const rows = useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => usualHeight,
    overscan: beyond,
  });
  const drawn = rows.getVirtualItems();
  const first = drawn[0]?.index ?? 0;
  const last = drawn[drawn.length - 1]?.index ?? 0;
  useEffect(() => see(first, last), [see, first, last]);
  return rows;
}

function FleetRows(props: {
  fleet: Fleet;
  rows: Rows;
  columns: readonly FleetColumn[];
}) {
  const { fleet, rows, columns } = props;
  const now = useNow(ageStepMs);
  const drawn = rows.getVirtualItems();
  const end = drawn[drawn.length - 1]?.end ?? rows.getTotalSize();
  return (
    <TableBody>
      <Room height={drawn[0]?.start ?? 0} columns={columns.length} />
      {drawn.map(({ index }) => {
        const service = fleet.rowAt(index);
        const { cluster, namespace, name } = service ?? {};
        return (
          <FleetRow
            key={service ? `${cluster}/${namespace}/${name}` : index}
            ref={rows.measureElement}
            index={index}
            service={service}
            columns={columns}
            now={now}
          />
        );
      })}
      <Room height={rows.getTotalSize() - end} columns={columns.length} />
    </TableBody>
  );
}

function ColumnHead(props: {
  name: FleetColumn;
  query: FleetQuery;
  onSort: (key: ServiceSortKey) => void;
}) {
  const { name, query, onSort } = props;
  const text = useText();
  const column = fleetColumns.find(one => one.name === name);
  const key = column && 'sort' in column ? column.sort : undefined;
  const title = text(`fleet.column.${name}`);
  const sorted = key !== undefined && key === query.sort;
  return (
    <TableCell sortDirection={sorted ? query.order : false}>
      {key ? (
        <TableSortLabel
          active={sorted}
          direction={sorted ? query.order : 'asc'}
          onClick={() => onSort(key)}
        >
          {title}
        </TableSortLabel>
      ) : (
        title
      )}
    </TableCell>
  );
}

/** The place of rows that are not drawn. */
function Room(props: { height: number; columns: number }) {
  const classes = useStyles();
  if (props.height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td
        className={classes.room}
        colSpan={props.columns}
        style={{ height: props.height }}
      />
    </tr>
  );
}
