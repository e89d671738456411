"""All commands, in the order of the menus."""

from atlas_app.commands import action, agreement, brain, files, hands, neuron, response, view
from atlas_app.commands.command import Registry

__all__ = ["catalog"]


def catalog() -> Registry:
    """Return the table of every command."""
    return Registry(
        [
            *files.FILE,
            *files.EDIT,
            hands.DESCRIBE,
            *response.COMMANDS,
            *action.commands(),
            *neuron.COMMANDS,
            *view.COMMANDS,
            *brain.commands(),
            *agreement.commands(),
            hands.PALETTE,
            *files.HELP,
        ]
    )
