"""The eye of the tests is itself tested: a recolour is seen, noise is not."""

import numpy as np
import pytest
from PIL import Image

from tests.pictures import Pictures, contact_sheet, difference

SKY, ROSE = (0x88, 0xCC, 0xEE), (0xCC, 0x79, 0xA7)


def drawn(colour: tuple[int, int, int], edge: int = 120) -> np.ndarray:
    image = np.full((1080, 1920, 3), 82, np.uint8)
    image[100:140, 80:edge] = colour  # 1,600 px: less than the share that may differ
    return image


def kept(folder, write=False) -> Pictures:
    return Pictures(folder / "build", folder / "baselines", write=write)


def test_the_same_picture_matches(tmp_path):
    kept(tmp_path, write=True).matches("brain", drawn(SKY))
    noise = np.random.default_rng(0).integers(0, 6, (1080, 1920, 3)).astype(np.uint8)
    kept(tmp_path).matches("brain", drawn(SKY) + noise)


def test_the_recolour_of_one_small_region_fails_and_both_pictures_are_kept(tmp_path):
    kept(tmp_path, write=True).matches("brain", drawn(SKY))
    pictures = kept(tmp_path)
    with pytest.raises(AssertionError, match="differs in"):
        pictures.matches("brain", drawn(ROSE))
    assert set(pictures.saved) == {"brain", "brain-expected"}


def test_a_slight_change_of_the_whole_picture_fails():
    assert "100.00%" in difference(drawn(SKY) + np.uint8(9), drawn(SKY))


def test_an_edge_moved_by_one_pixel_passes():
    assert not difference(drawn(SKY, edge=121), drawn(SKY))


def test_another_size_fails():
    assert "shape" in difference(drawn(SKY)[:-1], drawn(SKY))


def test_a_picture_without_baseline_fails(tmp_path):
    with pytest.raises(AssertionError, match="no baseline"):
        kept(tmp_path).matches("brain", drawn(SKY))


def test_a_name_cannot_leave_its_folder(tmp_path):
    with pytest.raises(AssertionError, match="no name of a picture"):
        kept(tmp_path).save("../brain", drawn(SKY))


def test_the_contact_sheet_shows_every_picture(tmp_path):
    pictures = kept(tmp_path)
    for i, colour in enumerate([SKY, ROSE, SKY, ROSE, ROSE]):
        pictures.save(f"picture-{i}", np.full((300, 600, 3), colour, np.uint8))
    contact_sheet(pictures.saved, tmp_path / "sheet.png")
    sheet = np.asarray(Image.open(tmp_path / "sheet.png"))
    middles = [tuple(sheet[100, 240 + 480 * i]) for i in range(4)]
    assert middles == [SKY, ROSE, SKY, ROSE]
    assert tuple(sheet[sheet.shape[0] // 2 + 100, 240]) == ROSE


def test_complaints_of_vtk_are_heard(vtk_said):
    from vtkmodules.vtkFiltersCore import vtkContourFilter

    vtkContourFilter().Update()
    assert any("vtkContourFilter" in text for text in vtk_said)
    vtk_said.clear()
