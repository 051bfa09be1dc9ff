import { ServicePosture } from '@ingress-posture/engine';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { useId } from 'react';
import { Pick } from '../diagram';
import { ViewRoot } from '../ViewRoot';
import { HopDetail } from './HopDetail';
import { NodeDetail } from './NodeDetail';

const useStyles = makeStyles(theme => ({
  paper: {
    width: 'min(520px, 100vw)',
    boxSizing: 'border-box',
    padding: theme.spacing(3),
  },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    marginBottom: theme.spacing(1),
  },
  title: {
    fontSize: '1.25rem',
    fontWeight: 700,
    margin: 0,
    overflowWrap: 'anywhere',
  },
}));

/** The side panel with the evidence of a box or a line of the diagram. */
export function DetailDrawer(props: {
  posture: ServicePosture;
  pick: Pick | null;
  onClose: () => void;
}) {
  const { posture, pick, onClose } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open={pick !== null}
      onClose={onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{ role: 'dialog', 'aria-modal': true, 'aria-labelledby': id }}
    >
      {pick && (
        <ViewRoot>
          <div className={classes.head}>
            <Typography id={id} component="h2" className={classes.title}>
              {titleOf(posture, pick)}
            </Typography>
            <IconButton
              size="small"
              aria-label="Close details"
              onClick={onClose}
            >
              <CloseIcon />
            </IconButton>
          </div>
          {pick.kind === 'node' ? (
            <NodeDetail posture={posture} node={pick.node} />
          ) : (
            pick.link.hops.map(({ path, hop }) => (
              <HopDetail
                key={`${path} ${hop}`}
                path={posture.paths[path]}
                hop={posture.paths[path].hops[hop]}
              />
            ))
          )}
        </ViewRoot>
      )}
    </Drawer>
  );
}

function titleOf(posture: ServicePosture, pick: Pick): string {
  if (pick.kind === 'node') return pick.node.title;
  const { path, hop } = pick.link.hops[0];
  const { nodes, hops } = posture.paths[path];
  return `${nodes[hops[hop].fromNode].name} → ${nodes[hops[hop].toNode].name}`;
}
