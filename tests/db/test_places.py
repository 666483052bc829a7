"""Network shares and synchronised folders are recognised; this PC's own disks are not taken for them."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from db.places import file_system_type, is_network_type, is_unc, synchronised_by

MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:50 / /mnt/contabilidad rw,relatime shared:9 - cifs //servidor/conta rw,vers=3.0
41 27 0:51 / /srv/nfs rw,relatime - nfs4 10.0.0.2:/export rw
42 27 0:52 / /home/ana/remoto rw,nosuid - fuse.sshfs ana@host:/ rw
43 27 0:53 / /mnt/c rw,noatime - 9p C:\134 rw
44 27 0:54 / /mnt/mis\040datos rw - davfs https://example.mx/dav rw
45 41 8:17 / /srv/nfs/local rw - xfs /dev/sdb1 rw
46 27 0:55 / /mnt/encima rw - ext4 /dev/sdc1 rw
47 27 0:56 / /mnt/encima rw - smb3 //servidor/x rw
48 27 0:57 / /tmp rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("path", "name", "is_network"),
    [
        ("/home/ana/acredita/empresa.db", "ext4", False),
        ("/tmp/x/empresa.db", "tmpfs", False),
        ("/mnt/contabilidad/empresa.db", "cifs", True),
        ("/mnt/contabilidades/empresa.db", "ext4", False),
        ("/srv/nfs/a/b/empresa.db", "nfs4", True),
        ("/srv/nfs/local/empresa.db", "xfs", False),
        ("/home/ana/remoto/empresa.db", "fuse.sshfs", True),
        ("/mnt/c/Users/ana/empresa.db", "9p", True),
        ("/mnt/mis datos/empresa.db", "davfs", True),
        ("/mnt/encima/empresa.db", "smb3", True),
    ],
)
def test_the_nearest_mount_tells_whose_disk_it_is(path: str, name: str, is_network: bool) -> None:
    assert file_system_type(PurePosixPath(path), MOUNTS) == name
    assert is_network_type(name) is is_network


@pytest.mark.parametrize("name", "nfs nfs4 cifs smb3 smbfs fuse.sshfs 9p davfs afs ncpfs glusterfs".split())
def test_the_file_systems_of_other_machines_are_known(name: str) -> None:
    assert is_network_type(name)


def test_a_containers_own_root_is_not_a_share() -> None:
    mounts = "1 0 0:1 / / rw - 9p none rw\n"
    assert not is_network_type(file_system_type(PurePosixPath("/data/empresa.db"), mounts))


def test_a_table_of_mounts_that_tells_nothing_refuses_nothing() -> None:
    assert file_system_type(PurePosixPath("/data/empresa.db"), "nonsense\n\n") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\\servidor\conta\empresa.db", True),
        (r"\\192.168.1.5\c$\empresa.db", True),
        ("//servidor/conta/empresa.db", True),
        (r"\\?\UNC\servidor\conta\empresa.db", True),
        (r"\\?\C:\datos\empresa.db", False),
        (r"C:\datos\empresa.db", False),
        ("/home/ana/empresa.db", False),
        ("empresa.db", False),
    ],
)
def test_windows_shares_are_known_by_their_name(text: str, expected: bool) -> None:
    assert is_unc(text) is expected


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/ana/Dropbox/empresa.db", "Dropbox"),
        ("/home/ana/Dropbox (Personal)/x/empresa.db", "Dropbox"),
        ("/home/ana/Nextcloud/empresa.db", "Nextcloud"),
        ("/home/ana/Google Drive/empresa.db", "Google Drive"),
        ("/Users/ana/Library/Mobile Documents/empresa.db", "iCloud"),
        ("/home/ana/Documentos/empresa.db", None),
        ("/home/ana/dropboxes/empresa.db", None),
        ("/home/ana/OneDrive", None),
    ],
)
def test_a_synchronised_folder_is_known_by_a_name_on_its_path(path: str, service: str | None) -> None:
    assert synchronised_by(PurePosixPath(path), {}) == service


@pytest.mark.parametrize(
    "path",
    [r"C:\Users\Ana\OneDrive\empresa.db", r"C:\Users\Ana\OneDrive - Préstamos SA\Documentos\empresa.db"],
)
def test_onedrive_is_known_by_its_folder(path: str) -> None:
    assert synchronised_by(PureWindowsPath(path), {}) == "OneDrive"


def test_onedrive_is_known_by_its_variable_whatever_its_folder_is_called() -> None:
    path = PureWindowsPath(r"D:\Nube\Documentos\empresa.db")
    assert synchronised_by(path, {"OneDriveCommercial": r"D:\Nube"}) == "OneDrive"
    assert synchronised_by(path, {"OneDrive": r"D:\Otra"}) is None
    assert synchronised_by(path, {"OneDrive": ""}) is None
