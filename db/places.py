"""Where a database must not lie: network shares, whose locks lie, and folders that a cloud copies behind our back."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath

_NETWORK_TYPES = frozenset(
    "nfs nfs4 cifs smb3 smbfs smb2 9p davfs afs ncp ncpfs glusterfs ceph lustre beegfs gpfs ocfs2 vboxsf "
    "fuse.sshfs fuse.glusterfs fuse.davfs2 fuse.rclone fuse.smbnetfs fuse.curlftpfs fuse.gvfsd-fuse fuse.s3fs".split()
)
"""File systems of other machines (or of a host, in a virtual one) as Linux names them."""
_SYNCHRONISED = (
    (re.compile(r"^onedrive( - .+| \(.+\))?$"), "OneDrive"),
    (re.compile(r"^dropbox( \(.+\))?$"), "Dropbox"),
    (re.compile(r"^(google ?drive|googledrivefs|my drive|mi unidad)( \(.+\))?$"), "Google Drive"),
    (re.compile(r"^(icloud ?drive|mobile documents|com~apple~clouddocs)$"), "iCloud"),
    (re.compile(r"^(nextcloud|owncloud)\d*$"), "Nextcloud"),
    (re.compile(r"^(mega|megasync|pcloud ?drive|box|box sync|yandex\.disk|syncthing)$"), "sincronización"),
)
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_UNC = re.compile(r"^(\\\\|//)(?![.?][\\/])|^\\\\\?\\UNC\\", re.IGNORECASE)
_OCTAL = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/self/mountinfo")


def is_network_share(path: Path) -> bool:
    """Whether the path is on another machine, as far as this system tells."""
    if is_unc(str(path)):
        return True
    if sys.platform == "win32":
        resolved = path.resolve()
        return is_unc(str(resolved)) or _drive_type(resolved.anchor) == _DRIVE_REMOTE
    if not _MOUNTS.exists():
        return False
    mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    return is_network_type(file_system_type(path.resolve(), mounts))


def is_unc(text: str) -> bool:
    r"""Whether the text names a Windows share: ``\\server\…``, ``//server/…``, ``\\?\UNC\…``."""
    return bool(_UNC.match(text))


def file_system_type(path: PurePath, mountinfo: str) -> str:
    """The type of the file system a path is on, by ``/proc/self/mountinfo`` (proc(5)); empty when it does not tell.

    The mount point nearest to the path rules; of two at one place, the later, which hides the former.
    """
    found, depth = "", -1
    # A container's own root may be 9p although its disk is this machine's: the root's type does not tell.
    for line in mountinfo.splitlines():
        head, _, tail = line.partition(" - ")
        fields = head.split()
        if len(fields) < 5 or not tail:
            continue
        point = PurePath(_OCTAL.sub(lambda octal: chr(int(octal[1], 8)), fields[4]))
        if path.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = tail.split()[0], len(point.parts)
    return "" if found == "9p" and depth == 1 else found


def is_network_type(name: str) -> bool:
    """Whether Linux uses this file system type for another machine's disk."""
    return name in _NETWORK_TYPES


def synchronised_by(path: PurePath, environment: Mapping[str, str] = os.environ) -> str | None:
    """The service that copies the folder elsewhere, by the names on its path and OneDrive's variables."""
    for name in _ONEDRIVE_VARIABLES:
        root = environment.get(name)
        if root and path.is_relative_to(type(path)(root)):
            return "OneDrive"
    for part in path.parts[:-1]:
        for pattern, service in _SYNCHRONISED:
            if pattern.match(part.casefold()):
                return service
    return None


def _drive_type(root: str) -> int:
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0
