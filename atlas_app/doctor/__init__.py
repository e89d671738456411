"""What this machine has of what the atlas needs, and what to do about the rest; imports no Qt and no VTK."""

from atlas_app.doctor.checks import check
from atlas_app.doctor.finding import Finding, report

__all__ = ["Finding", "check", "report"]
