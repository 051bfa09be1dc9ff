import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { ReactNode, useId } from 'react';
import { useText } from '../../translation';
import { ViewRoot } from '../ViewRoot';

const useStyles = makeStyles(theme => ({
  paper: {
    width: 'min(560px, 100vw)',
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

/** A panel beside the page; open while it has a title. */
export function SidePanel(props: {
  title: string | null;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, onClose, children } = props;
  const classes = useStyles();
  const text = useText();
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open={title !== null}
      onClose={onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{ role: 'dialog', 'aria-modal': true, 'aria-labelledby': id }}
    >
      <ViewRoot>
        <div className={classes.head}>
          <Typography id={id} component="h2" className={classes.title}>
            {title}
          </Typography>
          <IconButton
            size="small"
            aria-label={text('common.close')}
            onClick={onClose}
          >
            <CloseIcon />
          </IconButton>
        </div>
        {children}
      </ViewRoot>
    </Drawer>
  );
}
